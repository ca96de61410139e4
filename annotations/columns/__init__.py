"""Header words of tables with what their columns hold, for the model of columns that no rule knows."""
