import { z } from 'zod'
import type { PracticeNetwork, PracticeVisibility } from './network.ts'

/** What customers can write beside the usual: a post that names us on X, a comment below our post, a private message. */
export const specialForms = {
	x: ['article', 'communityPost'],
	facebook: [
		'adComment',
		'post',
		'wallShare',
		'mention',
		'groupMention',
		'review',
		'bareReview',
		'reviewComment',
		'feedback',
	],
	instagram: ['adComment', 'liveComment', 'captionMention', 'commentMention', 'storyMention', 'storyReply'],
} as const satisfies Record<PracticeNetwork, readonly string[]>
export type SpecialForm<Network extends PracticeNetwork = PracticeNetwork> = (typeof specialForms)[Network][number]

export const specialFormSchema = z.enum([
	...new Set([...specialForms.x, ...specialForms.facebook, ...specialForms.instagram]),
])

const PRIVATE: readonly SpecialForm[] = ['storyMention', 'storyReply', 'feedback']

/** Tests whether a network has a form, in public or in private. */
export const isFormOf = (form: SpecialForm, network: PracticeNetwork, visibility: PracticeVisibility): boolean => {
	const forms: readonly SpecialForm[] = specialForms[network]
	return forms.includes(form) && PRIVATE.includes(form) === (visibility === 'private')
}

/** Ids of others: the group, the page and the medium in which customers name us; the recommendation that they comment on. */
const OTHERS_PAGE_ID = '669001'
export const GROUP_ID = '555000'
export const OTHERS_MEDIA_ID = '17900000000000099'
export const STORY_ID = '8001'

/** What stands on a wall, in a group or below others' media, of which our own account is told by itself alone. */
const ELSEWHERE: readonly SpecialForm[] = ['wallShare', 'mention', 'groupMention', 'captionMention', 'commentMention']
export const isElsewhere = (form: SpecialForm | undefined): boolean => form !== undefined && ELSEWHERE.includes(form)

/** Returns the id of something new in its form: a post of Facebook names whose page it is on. */
export const idInForm = (form: SpecialForm | undefined, id: string, authorId: string, at: string): string => {
	const number = id.split('_').at(-1) ?? id
	const ids: Partial<Record<SpecialForm, string>> = {
		wallShare: `${authorId}_${number}`,
		mention: `${OTHERS_PAGE_ID}_${number}`,
		groupMention: `${GROUP_ID}_${number}`,
		review: number,
		bareReview: `review:${authorId}`,
		reviewComment: `${STORY_ID}_${number}`,
		/** Facebook gives it no id. */
		feedback: `feedback:${authorId}:${Date.parse(at)}`,
	}
	return (form && ids[form]) ?? id
}
