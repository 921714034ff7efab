"""The state folder: where each thing lies, and how it is kept through a power cut.

`state` names every file once, `shape` says of which kind each is, `files` writes them whole or not at all. Above these:
the adopted programmes (`cache`), their pictures (`frames`) and how much room these may take (`quota`), what can only
rise (`floor`), and who this screen is (`identity`).
"""
