import type { MessageForm } from '#shared/cases/codes.ts'
import type { NetworkMessageContent } from '#shared/cases/content.ts'

/** Where a person answers a post by hand; X finds the author by the post. Only for the id of a post. */
export const postLink = (contentId: string): string => `https://x.com/i/status/${encodeURIComponent(contentId)}`

const COMMENT = /^(\d+(?:_\d+)?)_(\d+)$/
const POST = /^\d+(?:_\d+)?$/

/**
 * Where a person finds a public content on Facebook, to answer it by hand: a comment's id is `<post>_<comment>`, of old with
 * the page before them, a post's `<page>_<post>`. Undefined for ids that Facebook did not give. Instagram has no such
 * address: its ids are not in its links.
 */
export const commentLink = (contentId: string, form: MessageForm = 'comment'): string | undefined => {
	const [, post, comment] = COMMENT.exec(contentId) ?? []
	if (form === 'comment' && post !== undefined) return `https://www.facebook.com/${post}?comment_id=${comment}`
	return POST.test(contentId) ? `https://www.facebook.com/${contentId}` : undefined
}

/** Where a person answers a public message by hand, in the network's own app; undefined where it has no such address. */
export const answerLink = ({
	network,
	contentId,
	form,
}: Pick<NetworkMessageContent, 'network' | 'contentId' | 'form'>): string | undefined => {
	if (form === 'dm') return undefined
	if (network === 'x') return postLink(contentId)
	return network === 'facebook' ? commentLink(contentId, form) : undefined
}
