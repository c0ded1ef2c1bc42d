"""Generated claim documents whose true contents are known, and what a document reader is measured with on them."""
