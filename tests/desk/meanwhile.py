"""What somebody else does while a view is at work."""


class AfterTheFirst:
    """Does something as soon as the first query that holds some words has been made.

    ``with connection.execute_wrapper(AfterTheFirst('FROM "review_credential"', change)):``
    """

    def __init__(self, words, do):
        self.words, self.do = words, do

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if self.do and self.words in sql:
            do, self.do = self.do, None
            do()
        return result
