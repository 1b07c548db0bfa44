import * as z from 'zod'
import { isRecord, parseBody } from '#shared/channels/lossless-json.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import type { ParkedReason } from '#shared/kernel/parked-reasons.ts'
import type { ParkedBody, ParkedEvent } from '#shared/ledger/ports.ts'
import { textOfMail } from '#shared/mail/mail-text.ts'
import { parseMail } from '#shared/mail/parse-mail.ts'
import type { Screen } from '#shared/screening/screen-text.ts'

/** What a parked event says, for people: nothing that holds a customer's words lies where nobody can read it. */

/** The most of a body that is shown, in characters (UTF-16 units), and of its words. */
export const LONGEST_SHOWN = 65_536
const MOST_WORDS = 100

export type ParkedWords = {
	/** What people wrote in it, as far as that can be told from ids and codes; personal data masked. */
	readonly words: readonly string[]
	/** All of it, personal data masked; missing of a mail, whose words are above, and where it is withheld. */
	readonly body?: string | undefined
	/** There is more of it than is shown. */
	readonly isCut?: true | undefined
	/** Why nothing of it is shown. */
	readonly withheld?: 'virus' | 'unreadable' | undefined
}

/** Mails that nobody opens, whoever asks. */
const NOT_OPENED: ReadonlySet<ParkedReason> = new Set(['virus', 'virusUnknown'])

/** Words, not a code, an id or an address: only what somebody wrote has a blank between letters. */
const isWritten = (text: string): boolean => /\p{L}\S*\s+\S*\p{L}/u.test(text) && !/^https?:\/\/\S+$/i.test(text)

const maskedBy =
	(screen: Screen) =>
	(text: string): string =>
		screen(text)?.text ?? text

/** Masks every text of a value, and collects what people wrote. Values nest at most as deep as bodies are parsed. */
const createMask = (screen: Screen) => {
	const mask = maskedBy(screen)
	const words = new Set<string>()
	let left = LONGEST_SHOWN
	const take = (value: unknown): unknown => {
		if (left <= 0) return undefined
		if (typeof value === 'string') {
			const shown = mask(value.slice(0, left))
			left -= shown.length
			if (words.size < MOST_WORDS && isWritten(shown)) words.add(shown)
			return shown
		}
		if (Array.isArray(value)) return value.map(take)
		if (!isRecord(value)) return value
		return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, take(member)]))
	}
	return { take, words: (): readonly string[] => [...words], isCut: () => left <= 0 }
}

const shownText = (text: string, isCut: boolean): Pick<ParkedWords, 'body' | 'isCut'> => ({
	body: text.slice(0, LONGEST_SHOWN),
	isCut: isCut || text.length > LONGEST_SHOWN ? true : undefined,
})

const wordsOfValue = (value: unknown, screen: Screen): ParkedWords => {
	const mask = createMask(screen)
	const shown = JSON.stringify(mask.take(value), undefined, '\t') ?? ''
	return { words: mask.words(), ...shownText(shown, mask.isCut()) }
}

/** A body that is no JSON is shown as the text that it may be. */
const wordsOfBytes = (bytes: Uint8Array, screen: Screen): ParkedWords => {
	try {
		return wordsOfValue(parseBody(bytes), screen)
	} catch (error) {
		if (!(error instanceof ParkedError)) throw error
		const text = new TextDecoder().decode(bytes.subarray(0, LONGEST_SHOWN))
		return { words: [], ...shownText(maskedBy(screen)(text), bytes.length > LONGEST_SHOWN) }
	}
}

const parkedMailSchema = z.object({ raw: z.base64().optional() })

const wordsOfMail = async (event: unknown, screen: Screen): Promise<ParkedWords> => {
	const raw = parkedMailSchema.safeParse(event).data?.raw
	if (raw === undefined) return { words: [], withheld: 'unreadable' }
	try {
		const mail = await parseMail(Buffer.from(raw, 'base64'))
		const said = [mail.subject, textOfMail(mail)].filter((text) => text.trim() !== '').map(maskedBy(screen))
		const isCut = said.some((text) => text.length > LONGEST_SHOWN) ? true : undefined
		return { words: said.map((text) => text.slice(0, LONGEST_SHOWN)), isCut }
	} catch (error) {
		if (!(error instanceof ParkedError)) throw error
		return { words: [], withheld: 'unreadable' }
	}
}

/** Returns what a parked event says, with personal data masked as in any message. A mail with a virus is not opened. */
export const wordsOfParked = async (
	{ source, reason }: Pick<ParkedEvent, 'source' | 'reason'>,
	body: ParkedBody,
	screen: Screen,
): Promise<ParkedWords> => {
	if (NOT_OPENED.has(reason)) return { words: [], withheld: 'virus' }
	if (body.kind === 'body') return wordsOfBytes(Buffer.from(body.bytes, 'base64'), screen)
	return source === 'mail' ? wordsOfMail(body.event, screen) : wordsOfValue(body.event, screen)
}
