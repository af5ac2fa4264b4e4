"""Who answers over a connection: model servers."""
