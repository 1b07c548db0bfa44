import { caseOf } from '#shared/cases/content.ts'
import type { CaseId, MessageKey } from '#shared/cases/keys.ts'
import type { ContentStore } from '#shared/cases/ports.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { FIRST_EDITION, shownEdition } from '#shared/messages/content-marks.ts'
import type { MediaStore } from './media-store.ts'

export type ShowMediaDependencies = {
	readonly content: Pick<ContentStore, 'get'>
	readonly media: Pick<MediaStore, 'get'>
}

/** `filedAt`: the case's version at which the message was filed. */
export type ShownMedia = { readonly bytes: Uint8Array; readonly type: string; readonly filedAt: number }

/**
 * Returns our copy of one attachment, by its index in the timeline entry's list. Throws `RefusedError`: `mediaUnknown`
 * where there is none or none was kept, and `erased`.
 */
export const showMedia = async (
	{ content, media }: ShowMediaDependencies,
	{ caseId, message, index }: { readonly caseId: CaseId; readonly message: MessageKey; readonly index: number },
): Promise<ShownMedia> => {
	const [known] = await content.get([message])
	if (caseOf(known) !== caseId) throw new RefusedError('mediaUnknown')
	if (known?.kind === 'erased') throw new RefusedError('erased')
	if (known?.kind !== 'message') throw new RefusedError('mediaUnknown')
	const item = known.media?.[index]
	if (item?.state !== 'kept') throw new RefusedError('mediaUnknown')
	const edition = known.form === 'mail' ? FIRST_EDITION : shownEdition(known)
	const bytes = await media.get({ message, edition, index })
	// The content is erased a moment before the copy, or an edition replaced it.
	if (bytes === undefined) throw new RefusedError('erased')
	return { bytes, type: item.type, filedAt: known.filedVersion }
}
