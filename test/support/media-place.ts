import { createLog } from '#shared/kernel/log.ts'
import type { CompleteText } from '#shared/media/complete-text.ts'
import type { Fetched, MediaAddress, ReadText, TextAddress } from '#shared/media/media-source.ts'
import { type SettleDependencies, settleMessage } from '#shared/media/settle-message.ts'
import type { IncomingMessage } from '#shared/messages/incoming-message.ts'
import { receiveMessage } from '#shared/messages/receive-message.ts'
import { createMemoryMediaStore } from '#test/memory/media-store.ts'
import { keyOf, minute } from './case-factories.ts'
import { createCasePlace, incoming } from './incoming-message.ts'

export const MESSAGE = keyOf('msg', 7)
export const PHOTO_URL = 'https://pbs.twimg.com/media/a.jpg'
/** The smallest thing that is a PNG by its first bytes; `mark` tells several apart. */
export const png = (mark = ''): Uint8Array => Buffer.from(`\x89PNG\r\n\x1a\n${mark}`, 'latin1')

const fetchedPhoto = async (): Promise<Fetched> => ({ outcome: 'fetched', bytes: png() })

/** Everything that sees to media, in memory. `fetch` and `read` are what the networks answer from now on. */
export const createMediaPlace = (given: Partial<SettleDependencies> = {}) => {
	const place = createCasePlace()
	const copies = createMemoryMediaStore()
	const lines: string[] = []
	const asked: string[] = []
	const told: CompleteText[] = []
	const answers = {
		fetch: fetchedPhoto as (address: MediaAddress) => Promise<Fetched>,
		read: async (_: TextAddress): Promise<ReadText> => ({ outcome: 'missing' }),
	}
	const dependencies: SettleDependencies = {
		content: place.content,
		media: copies,
		source: {
			fetch: (address) => {
				asked.push(address.url)
				return answers.fetch(address)
			},
		},
		texts: { read: (address) => answers.read(address) },
		completions: { send: async (message) => void told.push(message) },
		log: createLog((line) => lines.push(line)),
		...given,
	}
	return {
		...place,
		copies,
		lines,
		asked,
		told,
		answers,
		dependencies,
		receive: (change: Partial<IncomingMessage> = {}) =>
			receiveMessage(place, incoming({ key: MESSAGE, sentAt: minute(0), ...change })),
		settle: () => settleMessage(dependencies, { message: MESSAGE }),
		contentNow: async () => (await place.content.get([MESSAGE]))[0],
	}
}
