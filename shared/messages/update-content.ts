import {
	type Content,
	type ErasedContent,
	isNetworkContent,
	type NativeReplyContent,
	type NetworkContent,
	type PendingContent,
} from '#shared/cases/content.ts'
import { assertNever } from '#shared/kernel/assert-never.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { type MessageUpdate, marked, updateMark } from './content-marks.ts'

/** Content with text or a person's name. Aliases, sent marks and pending changes hold keys and marks only. */
export type ErasableContent = Exclude<Content, { readonly kind: 'alias' | 'sent' | 'ours' | 'pending' | 'erased' }>

/** Content that an update of a network may change. */
export type UpdatableContent = NetworkContent | NativeReplyContent | PendingContent | ErasedContent

/** Narrows content to what an update may change: neither what we sent nor what came by mail. */
export const isUpdatable = (content: Content): content is UpdatableContent =>
	content.kind === 'nativeReply' || content.kind === 'pending' || content.kind === 'erased' || isNetworkContent(content)

/** Returns the erased content: its kind, where it was filed, and its marks. The revision stays. */
export const eraseContent = (content: ErasableContent | PendingContent, erasedAt: Instant): ErasedContent => {
	const { at, revision } = content
	const left = { kind: 'erased', at, revision, erasedAt } as const
	switch (content.kind) {
		case 'message': {
			const { seen, caseId, filedVersion, source } = content
			return { ...left, id: content.id, was: content.kind, seen, caseId, filedVersion, source }
		}
		case 'aside':
			return { ...left, id: content.id, was: content.kind, seen: content.seen, source: content.source }
		case 'pending':
			return { ...left, id: content.id, was: content.kind, seen: content.seen }
		case 'nativeReply':
			return { ...left, id: content.id, was: content.kind, seen: content.seen, caseId: content.caseId }
		case 'reply':
		case 'correction':
		case 'proposal':
			return { ...left, id: content.id, was: content.kind, seen: {}, caseId: content.caseId }
		case 'note':
			return { ...left, id: content.id, was: content.kind, seen: {}, caseId: content.caseId }
		default:
			return assertNever(content)
	}
}

/** Returns the content of an update that comes before its message. */
const pendingFrom = ({ key: id, change, changedAt }: MessageUpdate): PendingContent => ({
	kind: 'pending',
	id,
	at: changedAt,
	revision: 0,
	seen: {},
	shownChangedAt: changedAt,
	isHidden: change === 'hidden',
})

/**
 * Returns content changed by an update, also where the message has not come yet. Erased content stays erased; of two
 * visibilities the later holds.
 */
export const updateContent = (content: UpdatableContent | undefined, update: MessageUpdate): UpdatableContent => {
	const next = marked(changed(content ?? pendingFrom(update), update), updateMark(update), update.source)
	return content === undefined ? { ...next, revision: 0 } : next
}

const changed = (content: UpdatableContent, { change, changedAt }: MessageUpdate): UpdatableContent => {
	if (content.kind === 'erased') return content
	if (change === 'erased') return eraseContent(content, changedAt)
	const isLate = content.shownChangedAt !== undefined && content.shownChangedAt > changedAt
	return isLate ? content : { ...content, shownChangedAt: changedAt, isHidden: change === 'hidden' }
}
