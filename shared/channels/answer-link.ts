import { isPrivateForm } from '#shared/cases/codes.ts'
import type { NetworkMessageContent } from '#shared/cases/content.ts'

/** Returns the address where a person answers a post by hand; X finds the author by the post. Takes only a post's id. */
export const postLink = (contentId: string): string => `https://x.com/i/status/${encodeURIComponent(contentId)}`

const COMMENT = /^(\d+(?:_\d+)?)_(\d+)$/
const POST = /^\d+(?:_\d+)?$/

/**
 * Returns the address of public content on Facebook, where a person answers it by hand: a comment's id is
 * `<post>_<comment>`, formerly with the page before them, a post's `<page>_<post>`. Returns undefined for other ids, and
 * for Instagram, whose links do not hold ids.
 */
export const facebookLink = (contentId: string, isComment: boolean): string | undefined => {
	const [, post, comment] = COMMENT.exec(contentId) ?? []
	if (isComment && post !== undefined) return `https://www.facebook.com/${post}?comment_id=${comment}`
	return POST.test(contentId) ? `https://www.facebook.com/${contentId}` : undefined
}

/** Returns the address where a person answers a public message in the network's own app; undefined where there is none. */
export const answerLink = ({
	network,
	contentId,
	threadId,
	form,
}: Pick<NetworkMessageContent, 'network' | 'contentId' | 'threadId' | 'form'>): string | undefined => {
	if (isPrivateForm(form)) return undefined
	if (network === 'x') return postLink(contentId)
	// Whatever is not its own thread stands below something.
	return network === 'facebook' ? facebookLink(contentId, contentId !== threadId) : undefined
}
