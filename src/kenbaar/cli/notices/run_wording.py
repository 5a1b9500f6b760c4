"""The words of a run over a file, and of its sample."""

from kenbaar.values import both

DONE = both("Uitgifte klaar", "Run finished")
STOPPED = both(
    "Uitgifte gestopt. Dit was al gedaan, en blijft gedaan als u dezelfde opdracht nog eens geeft",
    "Run stopped. This had been done, and stays done when you give the same command again",
)
ROWS = both("besluiten in het bestand", "decisions in the file")
NEW = both("kregen een melding", "got a notice")
REPEATED = both("hadden deze melding al", "had this notice already")
REFUSED = both("geweigerd", "refused")
WENT_ON = both(
    "De eerste {rows} waren al gedaan voordat deze uitgifte doorging.",
    "The first {rows} had been done before this run went on.",
)
IN_FOLDER = both(
    "Codes en teksten voor de brieven staan in {folder}. Ze zijn geheim: wie een code heeft, kan de melding lezen. "
    "Verwijder ze als de brieven klaar zijn.",
    "Codes and words for the letters are in {folder}. They are secret: who has a code can read the notice. Remove them "
    "once the letters are made.",
)
LIST = both(
    "Wat geweigerd is, staat met reden en oplossing in {file}. Herstel die rijen, zet ze in een ander bestand en geef "
    "dat uit in een andere map.",
    "What was refused is in {file}, with the reason and the way out. Mend those rows, put them into another file, and "
    "issue that into another folder.",
)
SAMPLE = both(
    "{count} verzonnen besluiten staan in {file}.",
    "{count} invented decisions are in {file}.",
)
SAMPLE_PROFILE = both("Het profiel dat erbij hoort, staat in {file}.", "The profile that goes with them is in {file}.")
UNKNOWN_ENDING = both(
    "Kies een bestandsnaam die eindigt op .parquet, .csv of .jsonl.",
    "Choose a file name that ends in .parquet, .csv or .jsonl.",
)
CODE_TO_TRY = both(
    "Een verzonnen melding om te openen: {address}, code {code}",
    "An invented notice to open: {address}, code {code}",
)
COMPARED = both("Vergelijking klaar", "Comparison finished")
DECISIONS = both("besluiten", "decisions")
NOTICED = both("met een geldige melding", "with a valid notice")
LACKING = both("zonder geldige melding", "without a valid notice")
LOOSE = both("meldingen zonder besluit in dit bestand", "notices without a decision in this file")
TWICE = both("rijen met een besluit dat er al stond", "rows with a decision that stood there before")
OF_MONTH = both(
    "{month}: {noticed} van {decisions} besluiten hebben een melding",
    "{month}: {noticed} of {decisions} decisions have a notice",
)
COMPARED_LIST = both("Welke dat zijn, staat in {file}.", "Which these are stands in {file}.")
