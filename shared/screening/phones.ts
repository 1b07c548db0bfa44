import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { digitsOf, type Sighting } from './span.ts'

/** Digits with the separators that people write. */
const REGION = /[+(]{0,2}\d(?:[^\p{L}\p{Co}\d\n,+#€%^@&]{0,4}\d|, ?\d|\n ?\d)*/gu
const GROUP = /\d+/g
const LABEL =
	/(?<!\p{L})(?:(?:tele|mobil)?fon(?:nummer|nr)?|tel|fax|(?:ruf|handy|mobil|mobilfunk|festnetz|rückruf|whats-?app|fax|privat|dienst|büro|haus)-?(?:nummern?|nr)|handy|mobil|festnetz|whats-?app|durchwahl|phone|mobile|cell|call|nummern?|anruf(?:en)?|rückruf|erreichbar|unter|erreichen)[\s.:()=/-]{0,4}(?:(?:ist|lautet|unter|auf|an|der|die|is|number|nummer|nr|no|von|dann|also)[\s.:]{1,3}){0,4}$/iu
/** Labels that speak of reaching a person, not of a number. */
const WEAK_LABEL = /(?:unter|erreichbar|erreichen|auf|an|der|die)[\s.:]*$/i

/** Short public service numbers of two to six digits. */
const SERVICE = /^(?:11[025]|116\d{3}|118\d{2,3}|22\d{2}|19222)$/

type Group = { readonly digits: string; readonly from: number; readonly to: number; readonly gap: string }

const LONGEST = 15
const joinGroups = (groups: readonly Group[], first: number, last: number): string =>
	groups
		.slice(first, last + 1)
		.map(({ digits }) => digits)
		.join('')

/** Says whether a comma only groups a number: behind an area code, and where no other number begins. */
const goesOnBehindComma = (groups: readonly Group[], at: number): boolean =>
	/^0\d{1,3}$/.test(groups.find(({ gap }, index) => index < at && !gap.includes(','))?.digits ?? '') &&
	!groups[at]?.digits.startsWith('0')

/** Says whether another number begins at a group: after a line break, or with an area code. */
const isNext = (groups: readonly Group[], at: number, total: number): boolean => {
	const { digits, gap } = groups[at] ?? { digits: '', gap: '' }
	if (gap.includes('\n')) return total >= 7
	if (gap.includes(',') && !goesOnBehindComma(groups, at)) return true
	if (total < 8 || !/^0[1-9]/.test(digits)) return false
	if (digits.length >= 9) return true
	return /^0\d{2,4}$/.test(digits) && joinGroups(groups, at, at + 4).length >= 7
}

const longest = (groups: readonly Group[], first: number): number => {
	let total = 0
	let last = first
	for (let at = first; at < groups.length; at += 1) {
		const length = groups[at]?.digits.length ?? 0
		if (
			at > first &&
			(isNext(groups, at, groups[first]?.digits.startsWith('00') ? total - 4 : total) || total + length > LONGEST + 2)
		)
			break
		total += length
		last = at
	}
	return last
}

const isValid = (digits: string): boolean => parsePhoneNumberFromString(digits, 'DE')?.isValid() === true

/** Returns the last group of the longest valid number, else of the longest plausible one. */
const numberAt = (groups: readonly Group[], first: number, plus: string): number | undefined => {
	let plausible: number | undefined
	for (let last = longest(groups, first); last >= first; last -= 1) {
		const digits = joinGroups(groups, first, last)
		const isAbroad = plus !== '' || digits.startsWith('00')
		if (digits.length < (isAbroad ? 8 : 7) || digits.length > (isAbroad ? LONGEST + 2 : 14)) continue
		if (/^0+$/.test(digits)) continue
		if (isValid(plus + digits.replace(/^(00)?490/, '$149'))) return last
		plausible ??= last
	}
	return plausible
}

/** Returns the last group of a number without its zero or plus: with a country code, a mobile's, or a labelled one. */
const withoutZero = (groups: readonly Group[], first: number, hasLabel: boolean): number | undefined => {
	const whole = groups[first]?.digits ?? ''
	if (!hasLabel && !/^(?:49|1[567]\d)/.test(whole)) return undefined
	for (let at = longest(groups, first); at >= first; at -= 1) {
		const digits = joinGroups(groups, first, at)
		const isGerman = /^49[1-9]\d{8,11}$/.test(digits) && (at === first || /^491[567]/.test(digits) || whole === '49')
		const isMobile = /^1(?:5\d|6[023]|7\d)\d{7,8}$/.test(digits) && (at === first || /^1[567]\d{1,2}$/.test(whole))
		if (isGerman && isValid(`+${digits}`)) return at
		if (isMobile && isValid(`0${digits}`)) return at
		if (hasLabel && digits.length >= 6 && digits.length <= 13 && !SERVICE.test(digits)) return at
	}
	return undefined
}

const groupsOf = (region: string, offset: number): readonly Group[] => {
	const groups: Group[] = []
	let end = 0
	for (const { 0: digits, index } of region.matchAll(GROUP)) {
		groups.push({ digits, from: offset + index, to: offset + index + digits.length, gap: region.slice(end, index) })
		end = index + digits.length
	}
	return groups
}

/** Leaves out the zero of +49 (0)431, which is not dialled. */
const withoutTrunkZero = (groups: readonly Group[], view: string): readonly Group[] =>
	groups.filter(
		({ digits, from, to }, index) =>
			!(
				digits === '0' &&
				index > 0 &&
				/\( ?$/.test(view.slice(from - 2, from)) &&
				/^ ?\)/.test(view.slice(to, to + 2))
			),
	)

/** Returns the start of a number with its plus, and with a bracket only if that is closed within. */
const startOf = (view: string, from: number, to: number): number => {
	const before = /[+(][ (+]{0,2}$/.exec(view.slice(Math.max(0, from - 3), from))?.[0] ?? ''
	return view.slice(from, to).includes(')') ? from - before.length : from - (/\+ ?$/.exec(before)?.[0].length ?? 0)
}

const isInWord = (view: string, from: number, to: number, digits: number): boolean => {
	const before = view.slice(Math.max(0, from - 12), from)
	if (/\d\p{L}+$/u.test(before)) return true
	if (/[\p{L}_]$/u.test(before) && !/(?:tel|fon|handy|mobil|nr|nummer|fax|phone|^t|\Wt)$/iu.test(before))
		return digits < 10
	return /^[\p{L}_]/u.test(view.slice(to, to + 1)) && digits < 9
}

/** Says whether groups are a list of area codes. */
const areAreaCodes = (groups: readonly Group[]): boolean =>
	groups.length > 2 &&
	groups.every(({ digits, gap }, index) => /^0[1-9]\d{0,3}$/.test(digits) && (index === 0 || /^[^-.(]{0,3}$/.test(gap)))

const isLabelled = (view: string, from: number): boolean => {
	const before = view.slice(Math.max(0, from - 50), from)
	if (!/\p{L}/u.test(before) || !LABEL.test(before)) return false
	return !WEAK_LABEL.test(before) || /nummer|nr|tel|fon|handy/i.test(before)
}

const phonesInRegion = (view: string, all: readonly Group[]): readonly Sighting[] => {
	const sightings: Sighting[] = []
	const groups = withoutTrunkZero(all, view)
	for (let first = 0; first < groups.length; first += 1) {
		const group = groups[first]
		if (group === undefined) break
		const plus = /\+[ (]{0,2}$/.test(view.slice(Math.max(0, group.from - 3), group.from)) ? '+' : ''
		const isDialled = plus !== '' || group.digits.startsWith('0')
		const last = isDialled ? numberAt(groups, first, plus) : withoutZero(groups, first, isLabelled(view, group.from))
		const to = last === undefined ? undefined : groups[last]?.to
		if (last === undefined || to === undefined) continue
		const from = startOf(view, group.from, to)
		const total = digitsOf(view.slice(from, to)).length
		if (isInWord(view, from, to, total)) continue
		if (areAreaCodes(groups.slice(first, last + 1))) {
			first = last
			continue
		}
		sightings.push({ kind: 'phone', from, to })
		first = last
	}
	return sightings
}

/** Finds telephone numbers in a view whose harmless numbers and our own are blanked. */
export const phonesIn = (view: string): readonly Sighting[] =>
	Array.from(view.matchAll(REGION))
		.filter(({ 0: region }) => region.length >= 6)
		.flatMap(({ 0: region, index }) => phonesInRegion(view, groupsOf(region, index)))
