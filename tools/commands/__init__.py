"""One module for each command of ./jn: add_arguments(parser) and main(options)."""
