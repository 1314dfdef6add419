"""Results → text: one pure function a format. Nothing here reads, writes or decides."""
