"""The command line: arguments, streams, progress, completion; errors become messages and codes."""
