import type { Word } from './passage.ts'
import { wordSet } from './word-set.ts'

/** Frequent words that are German and nothing else likely; du and sie prove nothing here. */
const GERMAN = wordSet(`
	ich mir mich ist nicht und der das dem den ein eine einen für mit auf von zu zum zur auch noch nur aber oder wenn dass weil wie wann warum
	wo kein keine mal bitte danke immer noch seit habe haben hast habt kann kannst können könnt wird werden ihr ihnen euch euer mein meine dein
	deine ihre uns wir schon jetzt heute gibt geht bei nach aus an im am bin bist sind seid war sehr doch denn ja nein
`)
/** Words of languages in which du, Sie, dir, ihr or euer mean something else. */
const FOREIGN = wordSet(`
	the and you your she he it is are was were of to that this with have has i'm my me please can not do does thou we they for there
	jeg ikke har mig dig kan er det og som på med til av att jag inte för är vad hvad hvor ikke deg meg
	je le la les et est pas une des dans que qui mon vous nous sur avec pour tu au aux ne ce
	el los las una por para como pero muy está con mi
	il di che non per sono gli della
	het een ik niet van voor met wat je mijn heb geen zijn
	ve bir bu ne için mi mı değil var yok çok ben sen nasıl lütfen
	nie jest się na to w z że
`)

/** Whether the words are of another language: then nothing in them is a German form of address. */
export const isForeign = (words: readonly Word[]): boolean => {
	const foreign = words.filter(({ form, text }) => FOREIGN.has(form) || /[ışğåøæñ]/.test(text)).length
	return foreign > words.filter(({ form }) => GERMAN.has(form)).length
}
