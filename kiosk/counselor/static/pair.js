// Takes the one-time code from behind the address, where it is sent to nobody and kept by nothing.
if (location.hash.length > 1) {
  document.querySelector("[name=code]").value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
}
