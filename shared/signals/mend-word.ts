import { onFirstUse } from '#shared/kernel/on-first-use.ts'

/**
 * Words on which much depends, as the rules read them: a word that differs from one of them by one letter, or by two that
 * changed places, is read as it. None of them has a neighbour that people mean.
 */
const KEPT = `
	selbstmord suizid suizidgedanken umbringen umbringt tabletten schlaftabletten pulsadern abschiedsbrief sterben
	suicide suicidal myself killing overdose intihar oeldueruerueum oeldueruecegim oelduerecegim istemiyorum yasamak
	bewusstlos herzinfarkt schlaganfall stromschlag gasgeruch ohnmaechtig krankenwagen rettungsdienst rettungswagen feuerwehr
	notruf hausnotruf erreichen erreichbar telefonseelsorge lebensgefahr beatmungsgeraet sauerstoffgeraet
	unconscious breathing ambulance emergency ambulans itfaiye yangin ulasamiyorum arayamiyorum
	erschiessen abstechen anzuenden fresse bombe baseballschlaeger messer geberteceg
	missbraucht kinderpornografie verschwunden entfuehrt stiefvater
	journalist journalistin stellungnahme redaktion presseanfrage rechtsanwalt anwalt rechtsschutz
	bundesnetzagentur schlichtungsstelle verbraucherzentrale verbraucherschutz
	kuendigung kuendigen kuendige gekuendigt widerruf widerrufe widerrufen widerrufsrecht
	techniker monteur erschienen gekommen doppelt abgebucht abbuchung zweimal
	verstorben gestorben sterbeurkunde todesfall minderjaehrig
	mitarbeiter betrueger gefaelscht phishing
	subscription contract cancel cancellation withdrawal lawyer solicitor attorney journalist reporter regulator
	technician engineer appointment deceased charged impersonating
	abonelik avukat mahkeme vefat teknisyen dolandirici
`

/** Words that are right as they are, though one letter from one that is kept. */
const RIGHT = new Set(
	`erschiesse erschiesst erschiess erreiche erreicht erreichten sterbend vererben sterbe gestorbene doppelte doppelten doppelter bomben bombe messen messe besser wesser fressen presse
	masser kundigen kundigung abbringen umbringe ausbringen beringen anzuendet anwalts anwaelte anwaltes gewalt anhalt einmal dreimal charges charge changed
	charger contracts contact contrast contacts canceled cancelled cancels cancer reporters reported reports engineers technicians lawyers techniken technik
	technikern technikers monteure monteurs mitarbeitern mitarbeiters mitarbeiterin gekommene bekommen entkommen ankommen erscheinen erschien kissing billing
	pilling filling kicking myelf widerrufs betrueger betruegern betruegers abgebuchte gebucht ausgebucht angebucht verstorbene verstorbenen verstorbener
	presse adresse fresst fressen interesse breathings kuendigt kuendigst gekuendigte notrufe notrufs suiziid journalisten journalists reporterin
	beerben sterbens sterbenden erreichbare erreichbaren unerreichbar verschwinden verschwendung versterben verwunden
	redaktionen aboneligi avukati avukatim mahkemeye vefati bombay bomber bimbo hombre`.split(/\s+/),
)
const SHORTEST = 6

const kept = onFirstUse(() => KEPT.split(/\s+/).filter((word) => word.length >= SHORTEST))

/** Every kept word by itself and by what is left of it without one letter. */
const neighbours = onFirstUse(() => {
	const found = new Map<string, string>()
	for (const word of kept()) {
		for (let at = 0; at < word.length; at += 1) found.set(word.slice(0, at) + word.slice(at + 1), word)
	}
	for (const word of kept()) found.set(word, word)
	return found
})

/** Tells whether one letter more, less or another, or two that changed places, make one word the other. */
const isNear = (one: string, other: string): boolean => {
	if (Math.abs(one.length - other.length) > 1) return false
	let at = 0
	while (at < one.length && one[at] === other[at]) at += 1
	const [restOfOne, restOfOther] = [one.slice(at), other.slice(at)]
	if (restOfOne.slice(1) === restOfOther.slice(1)) return true
	if (restOfOne.slice(1) === restOfOther || restOfOne === restOfOther.slice(1)) return true
	return (
		restOfOne[0] === restOfOther[1] && restOfOne[1] === restOfOther[0] && restOfOne.slice(2) === restOfOther.slice(2)
	)
}

/** Returns the word that is meant by one with a slip of the finger; the word itself where none is known. */
export const mendWord = (word: string): string => {
	if (word.length < SHORTEST || word.length > 30 || RIGHT.has(word)) return word
	const known = neighbours()
	const exact = known.get(word)
	if (exact !== undefined) return isNear(exact, word) ? exact : word
	for (let at = 0; at < word.length; at += 1) {
		const candidate = known.get(word.slice(0, at) + word.slice(at + 1))
		// The first letter is seldom wrong, and another one makes another word.
		if (candidate !== undefined && candidate[0] === word[0] && isNear(candidate, word)) return candidate
	}
	return word
}
