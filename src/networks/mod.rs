//! The layers of published networks: what each costs, how far it sees, and what would be if its kind were another.
