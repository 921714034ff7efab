"""What the publisher remembers, in SQLite or PostgreSQL alike: `database` opens it, a file for each table's questions.

store = Store.open("sqlite:///state/publisher.db")
store.upgrade()
with store.begin() as db:
    practices.add(db, "oakfield", "Oakfield Medical Practice", "Europe/London", now)
"""
