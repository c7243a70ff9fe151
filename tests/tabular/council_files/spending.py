"""Lists of payments and contracts: titles above, totals below, amounts written in every way."""

from tests.tabular.council_files.truth import Truth

SUPPLIERS = [
    "Saer Coed Cyf",
    "Golau Gwyn Ltd",
    "Cwmni Bysiau'r Cwm",
    "Glanhau Glan Cyf",
    "Print Plas",
]


def _payments(amounts: list[str], dates: list[str]) -> str:
    return "".join(
        f'{when},00{400 + n},{SUPPLIERS[n % 5]},Supplies,"{amount}"\n'
        for n, (amount, when) in enumerate(zip(amounts, dates, strict=True))
    )


AMOUNTS = ["1,234.50", "600.00", "(512.10)", "12,000.00", "(1,000.00)", "777.77"]
DATES = ["01/04/2024", "02/04/2024", "13/04/2024", "14/04/2024", "29/04/2024", "30/04/2024"]
HEADINGS = "Payment date,Supplier no,Supplier name,Expense type,Amount (£)\n"

SPENDING: dict[str, Truth] = {
    "title, period, blank row, brackets and a total": Truth(
        "Cyngor Aberwen Council,,,,\nPayments over £500,,,,\nApril 2024,,,,\n,,,,\n"
        + HEADINGS
        + _payments(AMOUNTS, DATES)
        + ',,,Total,"13,100.17"\n',
        ["Payment date: date", "Supplier no: string", "Supplier name: string",
         "Expense type: string", "Amount (£): number"],
        6,
        ["01/04/2024", "00400", "Saer Coed Cyf", "Supplies", "1,234.50"],
        ["30/04/2024", "00405", "Saer Coed Cyf", "Supplies", "777.77"],
        header=[5],
        changes={"rows-above": 3, "blank-row": 1, "total-row": 1, "date-iso": 6,
                 "thousands-separator": 2, "negative-brackets": 2},
        says={"total-left-out"},
        notes=4,
    ),
    "footer of remarks right under the data": Truth(
        "Date,Supplier,Amount\n25/03/2024,A Cyf,£501.00\n26/03/2024,B Cyf,£1000\n"
        "* VAT is not included\nContact: finance team,,\n",
        ["Date: date", "Supplier: string", "Amount: number"],
        2,
        ["25/03/2024", "A Cyf", "£501.00"],
        ["26/03/2024", "B Cyf", "£1000"],
        changes={"rows-below": 2, "date-iso": 2, "currency-sign": 2},
        notes=2,
    ),
    "sub-totals for every directorate and a grand total": Truth(
        "Directorate,Supplier,Date,Net\nAddysg,A Cyf,13/05/2024,10.00\n"
        "Addysg,B Cyf,14/05/2024,20.00\n"
        "Addysg Total,,,30.00\nTai,C Cyf,15/05/2024,5.00\nTai Total,,,5.00\nGrand Total,,,35.00\n",
        ["Directorate: string", "Supplier: string", "Date: date", "Net: number"],
        3,
        ["Addysg", "A Cyf", "13/05/2024", "10.00"],
        ["Tai", "C Cyf", "15/05/2024", "5.00"],
        changes={"total-row": 3, "date-iso": 3},
        says={"total-left-out"},
        notes=3,
    ),
    "leading zeros, spaces in amounts and credit notes with a trailing minus": Truth(
        "Ref,Cost centre,Payee, Amount \n000123,0100,Aber Ltd, 1 250.00 \n"
        "000124,0200,Bryn Ltd, 75.00- \n"
        "000125,0100,Cwm Ltd, 20 000.00 \n",
        ["Ref: string", "Cost centre: string", "Payee: string", "Amount: number"],
        3,
        ["000123", "0100", "Aber Ltd", " 1 250.00 "],
        ["000125", "0100", "Cwm Ltd", " 20 000.00 "],
        changes={"heading-tidied": 1, "grouping-spaces": 2, "minus-sign": 1},
    ),
    "Welsh headings, Welsh month names": Truth(
        "Dyddiad,Cyflenwr,Gwerth\n1 Ionawr 2024,A Cyf,500.00\n14 Chwefror 2024,B Cyf,600.50\n"
        "31 Awst 2024,C Cyf,700.00\n",
        ["Dyddiad: date", "Cyflenwr: string", "Gwerth: number"],
        3,
        ["1 Ionawr 2024", "A Cyf", "500.00"],
        ["31 Awst 2024", "C Cyf", "700.00"],
        changes={"date-iso": 3},
    ),
    "semicolons and decimal commas, as a Welsh-set spreadsheet on the continent saves": Truth(
        "Cyflenwr;Dyddiad;Swm\nA Cyf;13.02.2024;1.234,56\nB Cyf;14.02.2024;99,00\n"
        "C Cyf;28.02.2024;-5,10\n",
        ["Cyflenwr: string", "Dyddiad: date", "Swm: number"],
        3,
        ["A Cyf", "13.02.2024", "1.234,56"],
        ["C Cyf", "28.02.2024", "-5,10"],
        changes={"date-iso": 3, "decimal-comma": 3},
        delimiter=";",
    ),
    "months first, as one day shows": Truth(
        "Paid on,Supplier,Amount\n04/03/2024,A,1.00\n04/15/2024,B,2.00\n12/01/2024,C,3.00\n",
        ["Paid on: date", "Supplier: string", "Amount: number"],
        3,
        ["04/03/2024", "A", "1.00"],
        ["12/01/2024", "C", "3.00"],
        changes={"date-iso": 3},
    ),
    "dates that could be either way": Truth(
        "Paid on,Supplier,Amount\n04/03/2024,A,1.00\n05/06/2024,B,2.00\n11/12/2024,C,3.00\n",
        ["Paid on: date", "Supplier: string", "Amount: number"],
        3,
        ["04/03/2024", "A", "1.00"],
        ["11/12/2024", "C", "3.00"],
        changes={"date-iso": 3},
        says={"date-order"},
    ),
    "currency mixed within one column": Truth(
        "Supplier,Invoice,Amount\nA,1,£5.00\nB,2,€6.00\nC,3,£7.00\n",
        ["Supplier: string", "Invoice: integer", "Amount: string"],
        3,
        ["A", "1", "£5.00"],
        ["C", "3", "£7.00"],
        says={"mixed-currencies"},
    ),
    "page headings repeated down the list": Truth(
        "Page,Supplier,Amount\n1,A,5.00\n1,B,6.00\nPage,Supplier,Amount\n2,C,7.00\n2,D,8.00\n",
        ["Page: integer", "Supplier: string", "Amount: number"],
        4,
        ["1", "A", "5.00"],
        ["2", "D", "8.00"],
        changes={"repeated-heading": 1},
    ),
    "supplier names with commas, quotes and line breaks": Truth(
        'Supplier,Address,Amount\n"Evans, Hughes & Co","Yr Hen Felin\nAberwen",501.25\n'
        '"The ""Old"" Mill Ltd","1 Stryd Fawr\n\nBrynmor",750.00\n"Sain, Cyf","2 Lôn Gul",812.5\n',
        ["Supplier: string", "Address: string", "Amount: number"],
        3,
        ["Evans, Hughes & Co", "Yr Hen Felin\nAberwen", "501.25"],
        ["Sain, Cyf", "2 Lôn Gul", "812.5"],
        verdict="accept",
    ),
    "blank rows between the rows and hundreds below": Truth(
        "Date,Supplier,Amount\n13/01/2024,A,1.00\n,,\n14/01/2024,B,2.00\n,,\n15/01/2024,C,3.00\n"
        + ",,\n" * 300,
        ["Date: date", "Supplier: string", "Amount: number"],
        3,
        ["13/01/2024", "A", "1.00"],
        ["15/01/2024", "C", "3.00"],
        changes={"blank-row": 302, "date-iso": 3},
    ),
    "VAT column of yes and no in both languages, times of payment": Truth(
        "Supplier,VAT,Adferadwy,Time,Amount\nA,Y,Ie,09:30,5.00\nB,N,Nage,17:05,6.00\n"
        "C,Y,Ie,00:15,7.00\n",
        ["Supplier: string", "VAT: string", "Adferadwy: string", "Time: time", "Amount: number"],
        3,
        ["A", "Y", "Ie", "09:30", "5.00"],
        ["C", "Y", "Ie", "00:15", "7.00"],
        changes={"time-iso": 3},
    ),
    "one column of supplier names": Truth(
        "Supplier\nSaer Coed Cyf\nGolau Gwyn Ltd\nPrint Plas\n",
        ["Supplier: string"],
        3,
        ["Saer Coed Cyf"],
        ["Print Plas"],
        verdict="accept",
    ),
    "amounts saved in scientific notation": Truth(
        "Supplier,Amount\nA,1.2E+05\nB,350.25\nC,2E+03\n",
        ["Supplier: string", "Amount: number"],
        3,
        ["A", "1.2E+05"],
        ["C", "2E+03"],
        changes={"exponent": 2},
    ),
    "invoice numbers destroyed by a spreadsheet": Truth(
        "Invoice no,Supplier,Amount\n1.23457E+15,A,5\n1.23458E+15,B,6\n1.23459E+15,C,7\n",
        ["Invoice no: number", "Supplier: string", "Amount: integer"],
        3,
        ["1.23457E+15", "A", "5"],
        ["1.23459E+15", "C", "7"],
        changes={"exponent": 3},
        says={"digits-lost"},
        verdict="ask",
    ),
}  # fmt: skip
