import { type CodeTexts, codesDe } from './codes.de.ts'
import { codesEn } from './codes.en.ts'
import { type FrameTexts, frameDe } from './frame.de.ts'
import { frameEn } from './frame.en.ts'

/** All that the desk says to agents, in one language: German is the shape, and a text that another lacks does not compile. */
export type DeskTexts = {
	/** For the lang attribute, and for how times are written. */
	readonly tag: 'de' | 'en'
	/** A word for every code that a page may show. */
	readonly codes: CodeTexts
	readonly frame: FrameTexts
}

const german: DeskTexts = { tag: 'de', codes: codesDe, frame: frameDe }
const english: DeskTexts = { tag: 'en', codes: codesEn, frame: frameEn }

export const DESK_TEXTS: Readonly<Record<DeskTexts['tag'], DeskTexts>> = { de: german, en: english }
