import type { CaseId, MessageKey } from '#shared/cases/keys.ts'
import type { WordsStore } from '#shared/cases/ports.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { shownEdition } from '#shared/messages/message-words.ts'
import type { MediaStore } from './media-store.ts'

export type ShowMediaDependencies = {
	readonly words: Pick<WordsStore, 'get'>
	readonly media: Pick<MediaStore, 'get'>
}

export type ShownMedia = { readonly bytes: Uint8Array; readonly type: string }

/**
 * Our copy of one attachment of a message of this case, by its place in the timeline entry's list. Throws `RefusedError`:
 * `mediaUnknown` where there is none, or none was kept, and `erased`.
 */
export const showMedia = async (
	{ words, media }: ShowMediaDependencies,
	{ caseId, message, index }: { readonly caseId: CaseId; readonly message: MessageKey; readonly index: number },
): Promise<ShownMedia> => {
	const [known] = await words.get([message])
	if (known === undefined || known.caseId !== caseId) throw new RefusedError('mediaUnknown')
	if (known.erasedAt !== undefined) throw new RefusedError('erased')
	const item = known.media?.[index]
	if (item?.state !== 'kept') throw new RefusedError('mediaUnknown')
	const bytes = await media.get({ message, edition: shownEdition(known), index })
	// The words are erased first and the copy a moment later, or an edition took its place.
	if (bytes === undefined) throw new RefusedError('erased')
	return { bytes, type: item.type }
}
