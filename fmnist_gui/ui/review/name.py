"""What the page is called in the news that pages hear of each other, and in the ledger."""

NAME = "review"
