"""`python -m chuyende`: the same as the command `chuyende`."""

from chuyende.config.command import main

main()
