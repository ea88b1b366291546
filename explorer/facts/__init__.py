"""Facts: five plain tables, how they are drawn from documents, stored, checked and reviewed."""
