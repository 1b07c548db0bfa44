import type { TimelineEntry } from '../../timeline-schema.ts'
import type { Frame } from '../frame.ts'
import type { LineParts } from '../texts/entries.de.ts'
import { type CasePageValue, customerName, personName } from './case-value.ts'

/** What the lines of a timeline say, put together from codes and names. */

type Texts = Frame['texts']

/** Looks a code up in a table of words that may lack it: only a later release knows others. */
const inTable = (table: Readonly<Record<string, string>>, code: string | undefined): string =>
	code === undefined || !Object.hasOwn(table, code) ? '' : (table[code] ?? '')

/** Returns the table that the reason of an entry is a code of. */
const reasonTable = (texts: Texts, kind: TimelineEntry['kind']): Readonly<Record<string, string>> => {
	const { codes, caseCodes, entries } = texts
	const tables: Partial<Readonly<Record<TimelineEntry['kind'], Readonly<Record<string, string>>>>> = {
		...entries.why,
		replyBounced: entries.why.mailBounced,
		caseClosed: codes.reasons,
		closingProposed: codes.reasons,
		promiseKept: caseCodes.keptOn,
		promiseVoided: caseCodes.voided,
		signalDismissed: caseCodes.dismissals,
		dangerEnded: caseCodes.deeds,
		netiquetteStepUndone: caseCodes.undoneReasons,
	}
	return tables[kind] ?? {}
}

/** Tells by whom an entry is, as people say it. */
export const whoSays = (frame: Frame, value: CasePageValue, entry: TimelineEntry): string => {
	const { author, agent, name, handle } = entry
	if (agent !== undefined) return personName(value, frame, agent)
	const said = name ?? (handle === undefined ? undefined : `@${handle}`)
	if (author === 'customer') return said ?? customerName(value) ?? frame.texts.caseCodes.authors.customer
	if (author === 'bystander') return said ?? frame.texts.caseCodes.authors.bystander
	return ''
}

/** Says an entry that is no message in a sentence. */
export const sayEntry = (frame: Frame, value: CasePageValue, entry: TimelineEntry): string => {
	const { texts } = frame
	const { codes, caseCodes, entries } = texts
	const named = (sub: string | undefined): string => (sub === undefined ? '' : personName(value, frame, sub))
	const purposes = entry.kind === 'dataRead' ? caseCodes.readingPurposes : caseCodes.purposes
	const call = [inTable(caseCodes.directions, entry.direction), inTable(caseCodes.results, entry.result)]
	const parts: LineParts = {
		who: whoSays(frame, value, entry),
		owner: named(entry.owner),
		deputy: named(entry.deputy),
		team: entry.team ?? '',
		from: named(entry.from),
		asked: named(entry.asked),
		fields: (entry.fields ?? []).map((field) => caseCodes.fields[field]).join(', '),
		assurance: inTable(caseCodes.assurances, entry.assurance),
		outcome: inTable(codes.outcomes, entry.outcome),
		reason: inTable(reasonTable(texts, entry.kind), entry.reason),
		purpose: inTable(purposes, entry.purpose),
		signal: inTable(codes.signals, entry.signal),
		danger: inTable(codes.dangers, entry.danger),
		step: inTable(caseCodes.steps, entry.step),
		promise: inTable(caseCodes.promiseKinds, entry.promiseKind),
		form: inTable(codes.forms, entry.addressForm),
		language: inTable(codes.languages, entry.language),
		call: call.filter((words) => words !== '').join(', '),
		isAgreed: entry.agreed === true,
	}
	return entries.lines[entry.kind](parts)
}
