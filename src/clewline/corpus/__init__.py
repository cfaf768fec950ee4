"""All documents together: names, addresses, where links lead, the citation graph."""
