import CLibcurl

extension EasyHandle {
  /// The C functions get the ``Transfer`` as their context.
  func setCallbacks() {
    let receive: kindred_write_callback = { data, size, count, context in
      guard let data = unsafe data, let context = unsafe context else { return 0 }
      let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      let bytes = unsafe UnsafeRawBufferPointer(start: data, count: size * count)
      return unsafe transfer.receive(bytes) ? size * count : 0
    }
    let receiveHeader: kindred_write_callback = { data, size, count, context in
      guard let data = unsafe data, let context = unsafe context else { return 0 }
      let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      let bytes = unsafe UnsafeRawBufferPointer(start: data, count: size * count)
      return unsafe transfer.receiveHeader(bytes) ? size * count : 0
    }
    let open: kindred_socket_callback = { context, _, address in
      guard let address = unsafe address, let context = unsafe context else { return -1 }
      let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      var bytes = [UInt8](repeating: 0, count: 16)
      let count = unsafe kindred_address_bytes(address, &bytes)
      guard transfer.mayConnect(to: Array(bytes[..<count])) else { return -1 }
      return unsafe kindred_open_socket(address)
    }
    let debug: kindred_debug_callback = { _, type, data, size, context in
      guard type == CURLINFO_HEADER_OUT, let data = unsafe data, let context = unsafe context else {
        return 0
      }
      let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      unsafe transfer.sent(UnsafeRawBufferPointer(start: data, count: size))
      return 0
    }
    unsafe kindred_setopt_callback(pointer, CURLOPT_WRITEFUNCTION, receive)
    unsafe kindred_setopt_callback(pointer, CURLOPT_HEADERFUNCTION, receiveHeader)
    unsafe kindred_setopt_socket_callback(pointer, open)
    unsafe kindred_setopt_debug_callback(pointer, debug)
  }
}
