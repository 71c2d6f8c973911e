// nlp.js as an engine: `node engine.js train FOLDER`, or `node engine.js predict FOLDER < TEXTS > PREDICTIONS`.
// FOLDER holds training-data.json; training adds model.json and training.json. Texts are a JSON list, predictions
// the same as those of rasa_process.py. Below nlp.js's own threshold the intent is Rasa's name for that.
"use strict";

const fs = require("fs");
const path = require("path");
const { containerBootstrap } = require("@nlpjs/core");
const { Nlp } = require("@nlpjs/nlp");
const { LangDa } = require("@nlpjs/lang-da");

const LANGUAGE = "da";
const WARM_UP = 20;
const FALLBACK = "nlu_fallback";

async function engine(settings) {
  const container = await containerBootstrap();
  container.use(LangDa);
  const nlp = new Nlp({ container, languages: [LANGUAGE], autoSave: false, autoLoad: false, nlu: { log: false }, ...settings });
  return nlp;
}

async function train(folder) {
  const { examples, epochs } = JSON.parse(fs.readFileSync(path.join(folder, "training-data.json"), "utf-8"));
  const nlp = await engine(epochs ? { nlu: { log: false, iterations: epochs } } : {});
  nlp.addLanguage(LANGUAGE);
  for (const [text, intent] of examples) nlp.addDocument(LANGUAGE, text, intent);
  const begun = process.hrtime.bigint();
  await nlp.train();
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  fs.writeFileSync(path.join(folder, "model.json"), nlp.export(false));
  fs.writeFileSync(path.join(folder, "training.json"), JSON.stringify({ seconds }));
}

async function predict(folder) {
  const nlp = await engine({});
  nlp.import(fs.readFileSync(path.join(folder, "model.json"), "utf-8"));
  const texts = JSON.parse(fs.readFileSync(0, "utf-8"));
  for (const text of texts.slice(0, WARM_UP)) await nlp.process(LANGUAGE, text);
  const found = [];
  for (const text of texts) {
    const begun = process.hrtime.bigint();
    const result = await nlp.process(LANGUAGE, text);
    const milliseconds = Number(process.hrtime.bigint() - begun) / 1e6;
    const ranking = result.classifications.map(({ intent, score }) => ({
      name: intent === "None" ? FALLBACK : intent,
      confidence: score,
    }));
    const settled = { name: result.intent === "None" ? FALLBACK : result.intent, confidence: result.score };
    found.push({ text, intent: settled, intent_ranking: ranking, entities: [], milliseconds });
  }
  process.stdout.write(JSON.stringify(found));
}

const [command, folder] = process.argv.slice(2);
(command === "train" ? train : predict)(folder).catch((problem) => {
  console.error(problem);
  process.exit(1);
});
