import type { HarmlessNumber } from './harmless-numbers.ts'
import { placeKey } from './own-things.ts'
import {
	isBareStreetWord,
	isPlace,
	isStreetAdjective,
	isStreetWord,
	isTown,
	PREPOSITION,
	PREPOSITION_OF_TWO,
	STREET,
	STREET_ENDING,
} from './place-names.ts'
import type { ScreeningSettings } from './settings.ts'
import { type Sighting, type Span, touches } from './span.ts'

type Word = { readonly text: string; readonly from: number; readonly gap: string }

/** A house number: 12, 12a, 4 b, 12-14, 12/3. */
const HOUSE =
	/(?:(?<![\p{L}\d.,/+-])|(?<=str\.|stra(?:ß|ss)e|\p{Ll}{3}(?:weg|allee|platz)))(?<number>[1-9]\d{0,3})(?:(?: ?[a-h](?![\p{L}\d']))?(?: ?[-/+] ?\d{1,3}(?: ?[a-h](?![\p{L}\d]))?)?)(?![\p{L}\d]|[.,:]\d|\.\)|\))/giu
const TOWN_BEHIND =
	/^(?:,? ?\n?| in | - | · | \| )(?:D-?)?\d{5} ?(?<town>\p{L}[\p{L}.-]{1,30})(?:(?: (?:am|an der|im|ob der|bei|vor der) | |\/)(?:Main|Rhein|Oder|Saale|Ruhr|Neckar|Donau|[A-ZÄÖÜ][\p{Ll}-]{2,25}(?=[,.;!?\n]|$)))?/u
const POSTAL = /(?<![\p{L}\d.,/-])(?:D-?)?(?<code>\d{5}),? (?<town>\p{L}[\p{L}-]{1,30}\.?)/gu
/** Words behind a number that it counts, so that it is no house number. */
const COUNTED =
	/^ (?:\p{Lu}|(?:neue|alte|weitere|gro(?:ß|ss)e|kleine|andere|zusätzliche|freie|defekte|verschiedene|tolle|volle|ganze|halbe|gute)[nrs]?(?!\p{L}))/u
const WORD = /[\p{L}\p{M}\d][\p{L}\p{M}\d'’.-]*/gu
const CONTEXT =
	/(?:adresse|anschrift|wohnhaft|wohn(?:e|st|en|t)|wohnung|wohnort|zuhause|lieferung an|geliefert an|standort|umzug (?:nach|in)|ziehst|ziehen nach|umziehen|gezogen|hausanschluss|hausnummer)[^.!?\n]{0,30}$/iu
/** Words by which a town is that of a fault, a shop or a network, and not of a person. */
const REGION =
	/(?:raum|gro(?:ß|ss)raum|region|gebiet|bereich|umkreis|gegend|ortsnetz|stör|ausfall|ausgefallen|ausbau|wartung|arbeiten|bauarbeit|netz|glasfaser|versorg|bagger|stromausfall|filiale|shop|store|messe|event|stadt|landkreis|gemeinde|technikstandort|vermittlungsstelle|plz|postleitzahl|5g|lte|mobilfunk|empfang|verfügbar|betroffen|bereits|alle|haushalte)/iu
const PERSONAL =
	/(?:wohn|adresse|anschrift|ihr(?:e[nmrs]?)? (?:anschluss|haus|umzug|lieferung)|dein(?:e[nmrs]?)? (?:anschluss|haus|umzug|lieferung)|zieh|gezogen|straße|str\.)/iu

const wordsBefore = (view: string, at: number): readonly Word[] => {
	const start = Math.max(0, at - 90)
	const part = view.slice(start, at)
	const matches = Array.from(part.matchAll(WORD))
	return matches
		.map(({ 0: text, index }, position) => {
			const next = matches[position + 1]?.index ?? part.length
			return { text, from: start + index, gap: part.slice(index + text.length, next) }
		})
		.reverse()
}

/** Returns the words right before the number that only blanks separate, the nearest first. */
const joined = (words: readonly Word[]): readonly Word[] => {
	const end = words.findIndex(({ gap }, position) => !/^[ \n]{1,2}$/.test(gap) && !(position === 0 && gap === ''))
	const near = end === -1 ? words : words.slice(0, end)
	const sentence = near.findIndex(
		({ text }, position) => position > 0 && /\p{L}{4,}\.$/u.test(text) && !STREET.test(text.toLowerCase()),
	)
	return sentence === -1 ? near : near.slice(0, sentence)
}

type Surroundings = {
	/** A postal code and a town follow. */
	readonly hasTown: boolean
	/** The text before speaks of an address. */
	readonly hasContext: boolean
	/** The number counts nothing that follows. */
	readonly isAlone: boolean
}

const prepositionAt = (words: readonly Word[], at: number): Word | undefined => {
	const word = words[at]
	const before = words[at + 1]
	if (word === undefined) return undefined
	if (before !== undefined && PREPOSITION_OF_TWO.test(`${before.text} ${word.text}`)) return before
	return PREPOSITION.test(word.text) ? word : undefined
}

/** Finds "Am Alten Markt", "Unter den Linden", "Im Wiesengrund". */
const ledByPreposition = (words: readonly Word[], around: Surroundings): number | undefined => {
	const noun = words[0]
	if (noun === undefined) return undefined
	const isSmall = around.hasContext && STREET_ENDING.test(`xx${noun.text}`)
	const isByWater = noun.text === 'Kanal' && words[1]?.text === 'Am'
	if (!isPlace(noun.text) && !isSmall && !isByWater) return undefined
	const isStreet = isByWater || STREET_ENDING.test(`xx${noun.text.toLowerCase()}`)
	for (let at = 1; at <= 3; at += 1) {
		const lead = prepositionAt(words, at)
		if (lead !== undefined) {
			const isName = /^\p{Lu}/u.test(lead.text)
			if (around.hasTown || (around.hasContext && (isName || isSmall))) return lead.from
			return isStreet && around.isAlone && (isName || isStreetWord(noun.text, false) || at > 1) ? lead.from : undefined
		}
		const word = words[at]?.text
		if (word === undefined || !(isSmall || /^\p{Lu}/u.test(word))) return undefined
	}
	return undefined
}

/** Finds "Straße des 17. Juni", "Platz der Republik", "Allee der Kosmonauten". */
const namedAfter = (words: readonly Word[], around: Surroundings): number | undefined => {
	for (let at = 2; at <= 6; at += 1) {
		const head = words[at]?.text ?? ''
		const link = words[at - 1]?.text ?? ''
		if (
			!/^(?:\p{L}*stra(?:ß|ss)e|\p{L}*str\.|\p{L}*platz|\p{L}*allee|ufer|promenade|brücke|weg|ring|gasse|hof)$/iu.test(
				head,
			)
		)
			continue
		const isFirm = /^(?:stra(?:ß|ss)e|str\.|allee|platz)$/i.test(head) && /^(?:der|des)$/i.test(link)
		const isLoose =
			/^(?:der|des|am|an|zum|zur|im|vom|von|in)$/i.test(link) && /^(?:stra(?:ß|ss)e|str\.|weg)$/i.test(head)
		const name = words[0]?.text ?? ''
		if (/^[\p{Lu}\d]/u.test(name)) {
			if (isFirm && /^\p{Lu}/u.test(head) && around.isAlone) return words[at]?.from
			if (
				isLoose &&
				(around.hasTown || around.hasContext || /^\p{Lu}/u.test(head)) &&
				isPlace(name) &&
				around.isAlone &&
				/^stra|^str/i.test(head)
			)
				return words[at]?.from
			if (isLoose && around.hasTown) return words[at]?.from
		}
	}
	return undefined
}

const streetBefore = (words: readonly Word[], around: Surroundings): number | undefined => {
	const [last, adjective] = words
	if (last === undefined) return undefined
	const isSmallStreet = STREET.test(last.text.toLowerCase())
	if (isStreetWord(last.text, around.hasTown)) {
		// "Am Sportplatz": small words before belong to the name.
		return ledByPreposition(words, around) ?? last.from
	}
	if (isBareStreetWord(last.text) && adjective !== undefined) {
		if (isStreetAdjective(adjective.text, isSmallStreet || around.hasTown)) {
			if (isSmallStreet || around.isAlone || around.hasTown) return adjective.from
		}
	}
	const led = ledByPreposition(words, around) ?? namedAfter(words, around)
	if (led !== undefined) return led
	if (around.hasTown && isPlace(last.text)) return last.from
	return around.hasContext && isPlace(last.text) && /\p{Ll}/u.test(last.text) && around.isAlone ? last.from : undefined
}

const isYear = (number: string): boolean => /^(?:19|20)\d\d$/.test(number)

/** Returns a postal code with a town right behind a house number. */
const townBehind = (rest: string): string | undefined => {
	const match = TOWN_BEHIND.exec(rest)
	const town = match?.groups?.town ?? ''
	return /^\p{Lu}/u.test(town) || isTown(town) ? match?.[0] : undefined
}

const streetAt = (view: string, match: RegExpExecArray, harmless: readonly Span[]): Sighting | undefined => {
	const at = match.index
	const end = at + match[0].length
	const behind = townBehind(view.slice(end, end + 90))
	const hasTown = behind !== undefined
	if (!hasTown && (isYear(match.groups?.number ?? '') || touches({ from: at, to: end }, harmless))) return undefined
	const all = wordsBefore(view, at)
	const skipped = all.findIndex(({ text }) => !/^(?:nr\.?|hausnummer|hausnr\.?|haus|no\.?|nummer)$/i.test(text))
	const words = joined(
		skipped > 0
			? all.slice(skipped).map((word) => ({ ...word, gap: /^[ ,]{0,2}$/.test(word.gap) ? ' ' : word.gap }))
			: all,
	)
	const from = streetBefore(words, {
		hasTown,
		hasContext: CONTEXT.test(view.slice(Math.max(0, at - 80), at)),
		isAlone: !COUNTED.test(view.slice(end, end + 20)) || /\d ?[a-h]$/i.test(match[0]),
	})
	return from === undefined ? undefined : { kind: 'streetAddress', from, to: end + (behind?.length ?? 0) }
}

const townAt = (view: string, match: RegExpExecArray): Sighting | undefined => {
	if (!isTown(match.groups?.town ?? '')) return undefined
	const sentence =
		view
			.slice(Math.max(0, match.index - 80), match.index)
			.split(/[.!?\n]/)
			.at(-1) ?? ''
	const rest = view.slice(match.index + match[0].length, match.index + match[0].length + 60).split(/[.!?\n]/)[0] ?? ''
	const isPersonal = PERSONAL.test(sentence) || PERSONAL.test(rest)
	if (!isPersonal && (REGION.test(sentence) || REGION.test(rest))) return undefined
	return { kind: 'streetAddress', from: match.index, to: match.index + match[0].replace(/\.$/, '').length }
}

const ENGLISH =
	/(?<![\p{L}\d])\d{1,4}[a-z]? (?:[A-Z][a-z]{2,20} ){1,3}(?:Street|Road|Avenue|Lane|Drive|Square)(?!\p{L})/gu

/** Finds postal addresses other than our own: streets with a house number, postal codes with a town. */
export const streetsIn = (
	view: string,
	harmless: readonly HarmlessNumber[],
	settings: ScreeningSettings,
): readonly Sighting[] => {
	const quantities = harmless.filter(({ sort }) => sort !== 'other')
	const found = [
		...Array.from(view.matchAll(HOUSE), (match) => streetAt(view, match, quantities)),
		...Array.from(view.matchAll(POSTAL), (match) => townAt(view, match)),
		...Array.from(
			view.matchAll(ENGLISH),
			(match): Sighting => ({
				kind: 'streetAddress',
				from: match.index,
				to: match.index + match[0].length,
			}),
		),
	].filter((sighting) => sighting !== undefined)
	return found.filter(({ from, to }) => {
		const key = placeKey(view.slice(from, to))
		return !settings.ownAddresses.some((own) => own.includes(key) || key.includes(own))
	})
}
