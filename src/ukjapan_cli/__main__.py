"""`python -m ukjapan_cli`."""

from ukjapan_cli.cli import main

main()
