"""`python -m generator` is `tagwright`."""

from generator.cli.main import main

if __name__ == "__main__":
    main()
