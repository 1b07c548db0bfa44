import type { MessageKey } from '#shared/cases/keys.ts'
import type { MediaItem } from '#shared/cases/media-item.ts'
import type { MediaStore } from '#shared/media/media-store.ts'
import { sniffType } from '#shared/media/sniff-type.ts'
import { MOST_MEDIA } from '#shared/messages/message-content.ts'
import type { MailPart } from './parse-mail.ts'

/** As for what the networks give (shared/media/fetch-media.ts). */
const LARGEST = 10 * 1024 * 1024

const kindOf = (type: string): MediaItem['kind'] => {
	const [family] = type.split('/')
	return family === 'image' || family === 'video' || family === 'audio' ? family : 'file'
}

/** What was attached before what stands within the text: that is often only a signature's logo. */
const inOrder = (parts: readonly MailPart[]): readonly MailPart[] => [
	...parts.filter(({ isInline }) => !isInline),
	...parts.filter(({ isInline }) => isInline),
]

const keep = async (
	media: Pick<MediaStore, 'put'>,
	place: Parameters<MediaStore['put']>[0],
	{ bytes, type: said }: MailPart,
): Promise<MediaItem> => {
	const type = sniffType(bytes)
	if (type === undefined) return { kind: kindOf(said), state: 'missing', reason: 'wrongType' }
	if (bytes.length > LARGEST) return { kind: kindOf(type), state: 'missing', reason: 'tooLarge' }
	await media.put(place, bytes, type)
	return { kind: kindOf(type), state: 'kept', type, bytes: bytes.length }
}

/**
 * Keeps what came along with a mail where copies of its message lie, by what it is and not by what it is called; says what
 * became of each. Repeating it puts the same in the same places.
 */
export const keepAttachments = (
	media: Pick<MediaStore, 'put'>,
	message: MessageKey,
	parts: readonly MailPart[],
): Promise<readonly MediaItem[]> =>
	Promise.all(
		inOrder(parts)
			.slice(0, MOST_MEDIA)
			.map((part, index) => keep(media, { message, edition: '0', index }, part)),
	)
