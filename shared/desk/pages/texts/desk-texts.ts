import { type CodeTexts, codesDe } from './codes.de.ts'
import { codesEn } from './codes.en.ts'
import { type FrameTexts, frameDe } from './frame.de.ts'
import { frameEn } from './frame.en.ts'
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
}

const german: DeskTexts = { tag: 'de', codes: codesDe, frame: frameDe, queue: queueDe }
const english: DeskTexts = { tag: 'en', codes: codesEn, frame: frameEn, queue: queueEn }

export const DESK_TEXTS: Readonly<Record<DeskTexts['tag'], DeskTexts>> = { de: german, en: english }
