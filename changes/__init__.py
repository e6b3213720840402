"""What a pull request changes for readers: two built sites, compared."""
