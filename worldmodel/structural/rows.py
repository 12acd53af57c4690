"""The table of what operations on objects cause.

A row holds operations, objects and the effects they have together; the first row that fits speaks, so rows
go from the particular to the general. A row without objects fits any object.
"""

from worldmodel.structural.row import Row
from worldmodel.structural.rows_machines import MACHINE_ROWS
from worldmodel.structural.rows_money import MONEY_ROWS
from worldmodel.structural.rows_people import PEOPLE_ROWS
from worldmodel.structural.rows_power import POWER_ROWS
from worldmodel.structural.rows_things import THING_ROWS

ROWS: tuple[Row, ...] = (*POWER_ROWS, *MONEY_ROWS, *PEOPLE_ROWS, *MACHINE_ROWS, *THING_ROWS)
