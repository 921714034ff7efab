"""The job that talks: asks for news, adopts what is verified, and says what this screen does not take."""
