export const networks = ['x', 'facebook', 'instagram'] as const
export type PracticeNetwork = (typeof networks)[number]
export const visibilities = ['public', 'private'] as const
export type PracticeVisibility = (typeof visibilities)[number]

/** The company's own accounts, as the local run's parameter OwnAccounts names them. */
export const OWN_NAME = 'hilft'
export const ownAccountId = { x: '1001', facebook: '2001', instagram: '3001' } as const satisfies Record<
	PracticeNetwork,
	string
>

/** The page's own post, below which every Facebook comment is. */
export const PAGE_POST_ID = '2001_1000000000000001'
/** The account's own picture, below which every Instagram comment is. */
export const OWN_MEDIA_ID = '17900000000000001'
/** The text of our own post, on the page and on Instagram. */
export const PAGE_POST_TEXT =
	'Willkommen auf der Seite von hilft! Schreiben Sie uns hier Ihr Anliegen, wir melden uns. Bitte keine persönlichen Daten in die Kommentare.'

/** The post that a network's comments are below when they answer no other comment; X has none. */
export const standingPostId: Readonly<Record<PracticeNetwork, string | undefined>> = {
	x: undefined,
	facebook: PAGE_POST_ID,
	instagram: OWN_MEDIA_ID,
}

/** Whether public posts of a network can quote another one. */
export const canQuote: Readonly<Record<PracticeNetwork, boolean>> = { x: true, facebook: false, instagram: false }

export const isOwn = (network: PracticeNetwork, id: string): boolean => id === ownAccountId[network]
