"""Attributes of SurveyJS by what a reader must do about them. One that stands nowhere here may decide anything."""

READ = {
    "page": frozenset({"name", "title", "description", "elements", "visible", "visibleIf"}),
    "panel": frozenset({"type", "name", "title", "description", "elements", "visible", "visibleIf"}),
    "html": frozenset({"type", "name", "html", "visible", "visibleIf"}),
    # `help` is no attribute of SurveyJS itself; Canada adds it, and so do others.
    "question": frozenset(
        {"type", "name", "title", "description", "help", "isRequired", "inputType", "visible", "visibleIf"}
    ),
    "choices": frozenset({"choices"}),
}
OF_A_CHOICE = frozenset({"value", "text"})

# They restrict, check or suggest an answer. Without them the same questions are shown.
NOT_KEPT = frozenset(
    """
    correctAnswer defaultValue max maxErrorText maxLength maxSelectedChoices maxValueExpression min minErrorText
    minSelectedChoices minValueExpression requiredErrorText step validators
    """.split()  # noqa: SIM905  # sixty quoted words, one a line, are harder to read
)

# They only say how something looks or behaves on the screen.
DECIDING_NOTHING = frozenset(
    """
    acceptCarriageReturn allowClear allowResize autoGrow autocomplete choicesOrder colCount colSpan cols
    commentPlaceholder dataList descriptionLocation displayMode effectiveColSpan errorLocation hideNumber indent
    innerIndent itemSize labelFalse labelTrue maxWidth minWidth navigationButtonsVisibility navigationDescription
    navigationTitle paddingLeft paddingRight placeholder questionErrorLocation questionTitleLocation questionTitleWidth
    renderAs rightIndent rows searchEnabled searchMode separateSpecialChoices showNumber showQuestionNumbers size
    startWithNewLine state swapOrder textUpdateMode titleLocation titleActions useDisplayValuesInDynamicTexts
    useDisplayValuesInTitle width
    """.split()  # noqa: SIM905  # sixty quoted words, one a line, are harder to read
)

OF_THE_SURVEY = frozenset(
    """
    allowCompleteSurveyAutomatic autoAdvanceEnabled backgroundImage checkErrorsMode completeText completedHtml
    description elements editText firstPageIsStarted fitToContainer focusFirstQuestionAutomatic goNextPageAutomatic
    headerView locale logo logoFit logoHeight logoPosition logoWidth maxOthersLength maxTextLength pageNextText
    pagePrevText pages previewText progressBarLocation progressBarType questionDescriptionLocation questionErrorLocation
    questionStartIndex questionTitleLocation questionTitlePattern questionsOnPageMode requiredMark requiredText
    showCompletedPage showNavigationButtons showPageNumbers showPageTitles showPreviewBeforeComplete showProgressBar
    showQuestionNumbers showTOC showTitle startSurveyText textUpdateMode title tocLocation width widthMode
    """.split()  # noqa: SIM905  # sixty quoted words, one a line, are harder to read
)
