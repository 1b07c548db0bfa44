export const networks = ['x', 'facebook'] as const
export type Network = (typeof networks)[number]
export type Visibility = 'public' | 'private'

/** The company's own accounts, as the local run's parameter OwnAccounts names them. */
export const OWN_NAME = 'hilft'
export const ownAccountId = { x: '1001', facebook: '2001' } as const

/** The page's standing post, under which every Facebook comment stands. */
export const PAGE_POST_ID = '2001_1000000000000001'

export const isOwn = (network: Network, id: string): boolean => id === ownAccountId[network]
