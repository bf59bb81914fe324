// Tests make their calls from this page.
