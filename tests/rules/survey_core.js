// Lets survey-core, the engine of SurveyJS, say what it makes of expressions and of answers to a survey.
//
// Reads one JSON object from standard input: `expressions` with `values`, and a `survey` with `sets` of answers.
// Writes for every expression and every set of values true, false or "unreadable"; and for every set of answers the
// names of what is shown and the sums of points after the answers to hidden questions were cleared.
const Survey = require("survey-core");

const read = (expression) => new Survey.ConditionsParser().parseExpression(expression);
const holds = (expression, values) =>
  read(expression) ? Boolean(new Survey.ConditionRunner(expression).run(values)) : "unreadable";

function elements(model) {
  const found = [];
  const walk = (parent, scale, isShown) => {
    for (const element of parent.elements) {
      const shown = isShown && element.isVisible;
      const named = /-(RS|MS|NS)$/.exec(element.name);
      const own = named ? named[1] : scale;
      if (element.isPanel) walk(element, own, shown);
      else found.push({ name: element.name, scale: own, shown, asks: element.getType() !== "html" });
    }
  };
  for (const page of model.pages) walk(page, "", page.isVisible);
  return found;
}

function settled(model, answers) {
  // Clearing an answer can hide or show another question, so begin anew with all answers until nothing changes.
  let before = "";
  for (let round = 0; round < 50; round++) {
    const all = elements(model);
    const hidden = new Set(all.filter((element) => element.asks && !element.shown).map((element) => element.name));
    const kept = Object.fromEntries(Object.entries(answers).filter(([name]) => !hidden.has(name)));
    const now = JSON.stringify(Object.keys(kept));
    if (round > 0 && now === before) return { all, kept };
    before = now;
    model.data = kept;
  }
  throw new Error("what is shown never comes to rest");
}

const points = (value) => {
  const weight = String(value).split("-");
  return weight.length > 1 ? Number(weight.pop()) : 0;
};

function outcome(model, answers) {
  model.data = answers;
  const { all, kept } = settled(model, answers);
  const sums = { RS: 0, MS: 0 };
  for (const { name, scale, shown, asks } of all) {
    const choices = asks && shown && model.getQuestionByName(name).choices;
    if (choices && scale in sums && name in kept)
      for (const value of [kept[name]].flat()) sums[scale] += points(value);
  }
  return { shown: all.filter((e) => e.asks && e.shown).map((e) => e.name), html: all.filter((e) => !e.asks && e.shown).length, sums };
}

const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
const told = {};
if (asked.expressions)
  told.truths = asked.expressions.map((expression) => asked.values.map((values) => holds(expression, values)));
if (asked.survey) {
  const model = new Survey.Model({ ...asked.survey, firstPageIsStarted: false });
  told.outcomes = asked.sets.map((answers) => outcome(model, answers));
}
process.stdout.write(JSON.stringify(told));
