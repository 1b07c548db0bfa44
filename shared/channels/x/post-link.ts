/** Where a person answers a post by hand; X finds the author by the post. Only for the id of a post. */
export const postLink = (contentId: string): string => `https://x.com/i/status/${encodeURIComponent(contentId)}`
