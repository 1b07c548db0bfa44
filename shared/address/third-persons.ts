import type { Word } from './passage.ts'
import { wordSet } from './word-set.ts'

const DETERMINERS = wordSet(`
	die meine meiner meinen unsere unserer unseren deine deinen eure euren eurer seine seinen ihre ihren ihrer zwei drei beide alle viele
	einige paar eine einer
`)

const PERSONS = wordSet(`
	mutter mama mutti frau ehefrau tochter oma großmutter schwester freundin nachbarin kollegin chefin mitarbeiterin dame tante kundin partnerin
	verlobte exfrau cousine beraterin vermieterin firma eltern kinder kids großeltern söhne töchter leute mitarbeiter techniker kollegen
	kolleginnen monteure handwerker nachbarn kunden freunde schwiegereltern mieter bewohner anbieter herren damen berater jungs mädels menschen
	politiker spieler schauspieler bands band fans telekom bauarbeiter arbeiter gäste schüler lehrer typen
`)

/**
 * Whether the words up to a place speak of women or of several people ("meine Mutter", "die Techniker"): a "sie" or an "ihr"
 * after them may mean those. Built once per passage, then asked per place.
 */
export const thirdPersonsIn = (words: readonly Word[]): ((upTo: Word) => boolean) => {
	const first = words.find(({ form }, at) => PERSONS.has(form) && DETERMINERS.has(words[at - 1]?.form ?? ''))
	const she = words.find(
		({ form }, at) => form === 'sie' && /^(hat|ist|war|kann|will|wird)$/.test(words[at + 1]?.form ?? ''),
	)
	return (upTo) => [first, she].some((word) => word !== undefined && word.start < upTo.start)
}
