import type { Word } from './passage.ts'
import { isPlural, isSecondSingular } from './verb-forms.ts'
import { wordSet } from './word-set.ts'

/** Frequent words that are German and nothing else likely; du and sie prove nothing here. */
const GERMAN = wordSet(`
	ich mir mich ist nicht und der das dem den ein eine einen für mit auf von zu zum zur auch noch nur aber oder wenn dass weil wie wann warum
	wo kein keine mal bitte danke immer noch seit habe haben hast habt kann kannst können könnt wird werden ihr ihnen euch euer mein meine dein
	deine ihre uns wir schon jetzt heute gibt geht bei nach aus an im am bin bist sind seid war sehr doch denn ja nein ob da ma nich ned net nix isch gucken schauen was bitte warte los
`)
/** Words of languages in which du, Sie, dir, ihr or euer mean something else. */
const FOREIGN = wordSet(`
	the and you your she he it are were of to that this with have has i'm my me please can not do does thou we they for there
	jeg ikke mig dig kan det og som på med til att jag inte för är vad hvad hvor ikke deg meg
	je le les et est pas mon une que qui vous nous avec pour au aux
	el las una por para como pero muy está
	il di che non sono gli della
	het een ik niet voor wat mijn heb geen zijn
	ve bir bu için mı değil var yok çok nasıl lütfen
	jest się że
`)

/** A German verb or participle, or a word with an umlaut. */
const isGermanForm = ({ form, text }: Word) =>
	/[äöüß]/i.test(text) ||
	/^ge.{3,}(t|en)$/.test(form) ||
	(form.length > 3 && (isSecondSingular(form) || isPlural(form)))

/** Whether the words are of another language: then nothing in them is a German form of address. */
export const isForeign = (words: readonly Word[]): boolean => {
	const frequent = words.filter(({ form }) => FOREIGN.has(form)).length
	const lettered = words.filter(({ text }) => /[ışğåøæñ]/.test(text)).length
	const german = words.filter((word) => GERMAN.has(word.form) || isGermanForm(word)).length
	return (frequent + lettered > 1 || german === 0) && frequent + lettered > 1.5 * german
}
