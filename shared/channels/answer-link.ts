import type { Words } from '#shared/cases/ports.ts'
import { commentLink } from './meta/comment-link.ts'
import { postLink } from './x/post-link.ts'

/** Where a person answers a public message by hand, in the network's own app; undefined where it has no such address. */
export const answerLink = ({
	network,
	contentId,
	form,
}: Pick<Words, 'network' | 'contentId' | 'form'>): string | undefined => {
	if (contentId === undefined || form === undefined || form === 'dm') return undefined
	if (network === 'x') return postLink(contentId)
	return network === 'facebook' ? commentLink(contentId, form) : undefined
}
