"""The few words that stand inside pictures and heads of their tables."""

from portal.bilingual import Bilingual

NUMBER = Bilingual("Nifer (n)", "Number (n)")
DATE = Bilingual("Dyddiad", "Date")
SOURCE = Bilingual("Ffynhonnell", "Source")
NOT_STATED = Bilingual("heb ei nodi", "not stated")
TOO_FEW = Bilingual("dim digon o atebion", "not enough answers")
UNKNOWN = Bilingual("Ddim yn gwybod", "Don’t know")
OF = Bilingual("{count} o {of}", "{count} of {of}")
AGAINST = Bilingual("Yn erbyn i gyd", "All against")
FAVOUR = Bilingual("O blaid i gyd", "All for")
DEFINITE = Bilingual("Atebion pendant", "Definite answers")
LEVEL = Bilingual("Lefel", "Level")
WHAT = Bilingual("Beth", "What")
VALUE = Bilingual("Gwerth", "Value")
COUNT = Bilingual("Nifer", "Number")
INTERVAL = Bilingual("Cyfwng 95%", "95% interval")
BAND = Bilingual("Pe bai pawb tawel yn dweud na, neu ie", "If all who kept silent said no, or yes")
COMPARISON = Bilingual("Cymhariaeth", "Comparison")
PLACE = Bilingual("Lle", "Place")
STATE = Bilingual("Cyflwr", "State")
FIGURE = Bilingual("Ar y deilsen", "On the tile")
REACHED = Bilingual("wedi’i chyrraedd", "reached")
OPEN = Bilingual("heb ei phenderfynu", "undecided")
NOT_REACHED = Bilingual("heb ei chyrraedd", "not reached")
REST = Bilingual("Rhagor yn y tabl: {count}.", "More in the table: {count}.")
SYNTHETIC = Bilingual(
    "Arddangosiad: mae’r lleoedd a’r ffigurau’n ddychmygol.",
    "Demonstration: the places and figures are made up.",
)
BARS = Bilingual("Siart bar.", "Bar chart.")
LIKERT = Bilingual(
    "Bariau o boptu’r canol: atebion yn erbyn ar y chwith, o blaid ar y dde.",
    "Bars around a centre: answers against at the left, for at the right.",
)
DOTS = Bilingual("Dotiau gyda chyfyngau.", "Dots with intervals.")
TRACKS = Bilingual("Llwybrau fesul lefel.", "Tracks, level by level.")
TILES = Bilingual("Map o deils, un i bob lle.", "Map of tiles, one for each place.")
