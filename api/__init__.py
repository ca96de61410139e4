"""Every door to the outside: the command line, HTTP and its pages, background jobs."""
