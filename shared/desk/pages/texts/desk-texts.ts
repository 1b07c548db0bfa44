import { type CaseTexts, caseDe } from './case.de.ts'
import { caseEn } from './case.en.ts'
import { type CaseCodeTexts, caseCodesDe } from './case-codes.de.ts'
import { caseCodesEn } from './case-codes.en.ts'
import { type CodeTexts, codesDe } from './codes.de.ts'
import { codesEn } from './codes.en.ts'
import { type EntryTexts, entriesDe } from './entries.de.ts'
import { entriesEn } from './entries.en.ts'
import { type FrameTexts, frameDe } from './frame.de.ts'
import { frameEn } from './frame.en.ts'
import { type HindranceTexts, hindrancesDe } from './hindrances.de.ts'
import { hindrancesEn } from './hindrances.en.ts'
import { type OwnTexts, ownDe } from './own.de.ts'
import { ownEn } from './own.en.ts'
import { type ProblemTexts, problemsDe } from './problems.de.ts'
import { problemsEn } from './problems.en.ts'
import { type QueueTexts, queueDe } from './queue.de.ts'
import { queueEn } from './queue.en.ts'

/** All that the desk says to agents, in one language: German is the shape, and a text that another lacks does not compile. */
export type DeskTexts = {
	/** For the lang attribute, and for how times are written. */
	readonly tag: 'de' | 'en'
	/** A word for every code that a page may show. */
	readonly codes: CodeTexts
	readonly frame: FrameTexts
	readonly queue: QueueTexts
	/** Settings, help, and what stands between somebody and a page. */
	readonly own: OwnTexts
	/** Every refusal of the API, by the code of its problem. */
	readonly problems: ProblemTexts
	readonly case: CaseTexts
	/** A word for every code that the page of a case shows beside them. */
	readonly caseCodes: CaseCodeTexts
	/** A sentence for every kind of entry. */
	readonly entries: EntryTexts
	/** Why a control is switched off. */
	readonly hindrances: HindranceTexts
}

const german: DeskTexts = {
	tag: 'de',
	codes: codesDe,
	frame: frameDe,
	queue: queueDe,
	own: ownDe,
	problems: problemsDe,
	case: caseDe,
	caseCodes: caseCodesDe,
	entries: entriesDe,
	hindrances: hindrancesDe,
}
const english: DeskTexts = {
	tag: 'en',
	codes: codesEn,
	frame: frameEn,
	queue: queueEn,
	own: ownEn,
	problems: problemsEn,
	case: caseEn,
	caseCodes: caseCodesEn,
	entries: entriesEn,
	hindrances: hindrancesEn,
}

export const DESK_TEXTS: Readonly<Record<DeskTexts['tag'], DeskTexts>> = { de: german, en: english }
