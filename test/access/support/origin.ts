/** Where the application lives in these tests. */
export const ORIGIN = 'https://mail.example';
