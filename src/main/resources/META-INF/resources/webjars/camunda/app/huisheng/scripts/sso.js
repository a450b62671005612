// Our login page owns the session; Camunda's own login view can't help anybody, so leave for ours.
// Drafts of task forms stay in the browser: whoever comes next at this desk must not find them.
const forgetDrafts = () =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith('camunda-form:') || key.startsWith('camForm:'))
    .forEach((key) => localStorage.removeItem(key));

const leaveForLogin = () => {
  if (location.hash.startsWith('#/login')) {
    forgetDrafts();
    location.replace('/login');
  }
};

addEventListener('hashchange', leaveForLogin);
leaveForLogin();

export default [];
