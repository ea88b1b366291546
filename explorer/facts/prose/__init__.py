"""Reading prose: from one document to statements with citations, in five rooms that hand frozen values on.

    text     passages become tokens, sentences, labels, stems: layout comes first
    names    parties, persons with offices, dates, places, lists: who and what is named where
    events   names of events become the events of the page, its own one first
    clauses  sentences become clauses: who did what to whom, and whether it is asserted
    record   rows of rules give clauses, lists and tables their meaning, and write it down with its words

Each imports only from those above it. The parser is known to one file of `clauses`.
"""
