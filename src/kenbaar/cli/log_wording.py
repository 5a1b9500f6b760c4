"""The words in which the commands of the log report, in Dutch and English."""

from kenbaar.values import both

SEALING = both("logboek verzegelen", "sealing the log")
SEALED = both(
    "Logboek {log}: {size} regels verzegeld, waarvan {added} nieuw.",
    "Log {log}: {size} leaves sealed, {added} of them new.",
)
KEYS_MADE = both(
    "Nieuwe sleutels voor de logboeken: {file}. Maak er een kopie van en bewaar die veilig.",
    "New keys for the logs: {file}. Make a copy and keep it safe.",
)
RECORDED = both(
    "{count} openbare stappen van vóór het logboek zijn erin vastgelegd.",
    "{count} public steps from before the log were recorded in it.",
)
